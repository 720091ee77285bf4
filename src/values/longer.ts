type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array;

/** An array of the same kind with so many places, at least as many as before, that begins with what the other holds. */
export function longer<A extends Numbers>(array: A, length: number): A {
  const more = new (array.constructor as new (length: number) => A)(length);
  more.set(array);
  return more;
}

/** An array with room for so many numbers: itself, or one that is longer by half or more. */
export function roomFor<A extends Numbers>(array: A, length: number): A {
  return length <= array.length ? array : longer(array, Math.max(length, array.length + (array.length >> 1)));
}
