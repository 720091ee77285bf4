import { type Dirent, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { compare } from "../values/compare.ts";

/** Whether a path is a pattern. */
export function isGlob(path: string): boolean {
  return /[*?{[]/.test(path);
}

/** The folders before a pattern's first wildcard: `posts/2026/*.html` → `posts/2026`. */
export function globBase(glob: string): string {
  const parts = normal(glob).split("/");
  const wild = parts.findIndex(isGlob);
  const folders = parts.slice(0, wild === -1 ? parts.length - 1 : wild);
  return folders.length === 1 && folders[0] === "" ? "/" : folders.join("/");
}

/**
 * Files that match a pattern, as it names them: relative to `folder` unless it begins at the root, with `/` between folders, sorted by code unit, so that the order is the same on every machine.
 * `*` and `?` stay inside a name, `**` goes through folders, `{a,b}` and `[a-z]` choose. Names that begin with a dot match only
 * where the pattern says the dot; `node_modules` is never entered.
 */
export function glob(pattern: string, folder: string): string[] {
  const wanted = globToRegExp(pattern);
  const base = globBase(pattern);
  const deep = /\*\*/.test(pattern) ? Number.POSITIVE_INFINITY : normal(pattern).split("/").length;
  return walk(folder, base, { deep, dots: /(?:^|[/{,])\.[^./]/.test(normal(pattern)) }).filter((path) => wanted.test(path));
}

/** All files under `folder/base`, relative to `folder`, sorted by code unit. */
export function walk(folder: string, base = "", options: { deep?: number; dots?: boolean } = {}): string[] {
  const found: string[] = [];
  const open: string[] = [base];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    let inside: Dirent[];
    try {
      inside = readdirSync(resolve(folder, at), { withFileTypes: true });
    } catch {
      continue;
    }
    for (const item of inside) {
      if (item.name === "node_modules" || (!options.dots && item.name.startsWith("."))) continue;
      const path = at === "" || at.endsWith("/") ? at + item.name : `${at}/${item.name}`;
      if (item.isDirectory()) {
        if (path.split("/").length < (options.deep ?? Number.POSITIVE_INFINITY)) open.push(path);
      } else if (item.isFile() || item.isSymbolicLink()) found.push(path);
    }
  }
  return found.sort(compare);
}

/** A pattern as a regular expression over whole paths. */
export function globToRegExp(pattern: string): RegExp {
  const glob = normal(pattern);
  let out = "";
  let braces = 0;
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i] as string;
    if (c === "*" && glob[i + 1] === "*") {
      i++;
      if (glob[i + 1] === "/") {
        i++;
        out += "(?:[^/]+/)*";
      } else out += ".*";
    } else if (c === "*") out += "[^/]*";
    else if (c === "?") out += "[^/]";
    else if (c === "{" && glob.indexOf("}", i) > i) {
      braces++;
      out += "(?:";
    } else if (c === "}" && braces) {
      braces--;
      out += ")";
    } else if (c === "," && braces) out += "|";
    else if (c === "[" && glob.indexOf("]", i + 2) > i) {
      const end = glob.indexOf("]", i + 2);
      out += `[${glob
        .slice(i + 1, end)
        .replace(/^!/, "^")
        .replace(/[\\\]]/g, "\\$&")}]`;
      i = end;
    } else out += c.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  }
  return new RegExp(`^${out}$`);
}

function normal(path: string): string {
  return path.replace(/\\/g, "/").replace(/^(?:\.\/)+/, "");
}
