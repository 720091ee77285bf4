/** A copy with some fields other. Fields that are made on first use are still made on first use, by the object that they came from. */
export function withFields<T extends object>(object: T, fields: Partial<T>): T {
  const copy = {};
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
    if (Object.hasOwn(fields, key)) continue;
    Object.defineProperty(
      copy,
      key,
      descriptor.get
        ? { enumerable: descriptor.enumerable ?? true, configurable: true, get: () => object[key as keyof T] }
        : { ...descriptor, configurable: true },
    );
  }
  return Object.assign(copy, fields) as T;
}
