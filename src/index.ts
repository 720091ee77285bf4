export { readPage } from "./read/page/read-page.ts";
