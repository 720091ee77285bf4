/** The order of two values of one kind, texts by their code units: the same in every locale. For `sort`. */
export function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
