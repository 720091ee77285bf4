/** Hides something in an object that is there already: a class that extends this gives it private fields, no property and no table beside it. */
export class Carrier {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the object that is returned is the one that gets the private fields
    return object;
  }
}

export type LateField = PropertyDescriptor & ThisType<object>;

/**
 * A field that is made when somebody asks: an own enumerable accessor, which gives way to what somebody sets in its place.
 * To be made once and given to all objects: engines share the shape of objects whose accessors are the same.
 */
export function lateField(name: string, get: (this: object) => unknown): LateField {
  const set = function (this: object, value: unknown): void {
    Object.defineProperty(this, name, { enumerable: true, configurable: true, writable: true, value });
  };
  return { enumerable: true, configurable: true, get, set };
}
