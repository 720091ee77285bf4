/** What the system's error codes mean to whoever named the file. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ENOTDIR: "a file stands where its folder should be",
  EEXIST: "a file stands where its folder should be",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
  ENOSPC: "the disk is full",
  EDQUOT: "no more may be stored here",
  EROFS: "the disk is read-only",
  EBUSY: "another program holds it",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the disk fails",
};

/** Why a file could not be had or written; `undefined` for what is no failure of the system's. */
export function reasonOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== "string") return undefined;
  return REASONS[code] ?? (syscall === undefined ? undefined : `the system says ${code}`);
}
