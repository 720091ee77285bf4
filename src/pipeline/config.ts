import type { OffprintConfig } from "./config-shape.ts";

export { type BuildOptions, type BuildProgress, type BuildReport, build, type FeedResult, type SourceResult } from "./build.ts";
export type {
  AddressSource,
  FeedArchiveConfig,
  FeedConfig,
  FeedFilter,
  FeedFormat,
  FetchConfig,
  FilesSource,
  FolderSource,
  OffprintConfig,
  OpmlSource,
  PlanetSource,
  ResolveConfig,
  SourceConfig,
  StdinSource,
} from "./config-shape.ts";
export { CONFIG_NAMES, findConfig, loadConfig } from "./load-config.ts";
export { validateConfig } from "./validate-config.ts";

/** Gives a config its types: `export default defineConfig({ … })`. What is wrong with it is said when it is loaded. */
export function defineConfig(config: OffprintConfig): OffprintConfig {
  return config;
}
