import type { Tag } from "../../model/parts.ts";
import type { LineFacts } from "./line-facts.ts";
import type { PostRegion } from "./post-regions.ts";

const LABELS =
  /^[^\p{L}\p{M}\p{N}]*(?:tags?|tagged(?: (?:as|with|in))?|filed (?:under|in)|posted in|categor(?:y|ies)|categori[sz]ed(?: (?:as|in|under))?|labels?|topics?|schlagwörter|schlagworte|kategorien?|étiquettes?|mots-clés|catégories?|etiquetas|categorías?|tagi|kategorie|метки|теги|рубрик[аи]|分类于?|分類|标签|標籤|カテゴリー?|タグ|카테고리|태그|التصنيف|الوسوم|תגיות|קטגוריות)\s?[:：]?\s+(?=\S)/iu;

/** Tags where a label names them as such. */
export function postTags(lines: readonly LineFacts[], region: PostRegion): Tag[] {
  const names = new Set<string>();
  for (let i = region.lead; i < region.end; i++) {
    const line = lines[i] as LineFacts;
    if (i === region.title || line.kind !== "filed" || line.size > 200) continue;
    const label = LABELS.exec(line.text);
    if (!label) continue;
    for (const part of line.text.slice(label[0].length).split(/\s*[,，、|•·;]\s*/)) {
      const name = part.replace(LABELS, "").trim();
      if (name !== "" && name.length <= 40 && !/[:：]/.test(name)) names.add(name);
    }
  }
  return Array.from(names, (name) => ({ name }));
}
