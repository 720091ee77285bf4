/** Hides something in an object that is there already: a class that extends this gives it private fields, no property and no table beside it. */
export class Carrier {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the object that is returned is the one that gets the private fields
    return object;
  }
}
