import { hashText } from "../values/hash.ts";
import type { PostInput } from "./post-input.ts";
import { writeRfc3339 } from "./write-date.ts";

/** What tells two posts of the same name apart. */
export function restOf(post: PostInput): string {
  return hashText(
    `${post.url ?? ""}\n${post.title ?? ""}\n${writeRfc3339(post.published) ?? ""}\n${post.html ?? post.text ?? post.summary ?? ""}`,
  ).slice(0, 8);
}
