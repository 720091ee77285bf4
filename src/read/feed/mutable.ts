/** Model types while they are being filled. */
export type Mutable<T> = { -readonly [K in keyof T]?: T[K] extends readonly (infer U)[] ? U[] : T[K] };
