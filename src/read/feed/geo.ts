import type { Geo } from "../../model/parts.ts";
import type { FeedElement } from "./element.ts";
import type { Scope } from "./scope.ts";

/** Pairs of a text in GeoRSS order (latitude first) as `[longitude, latitude]`. */
function pairs(text: string | undefined, latitudeFirst = true): (readonly [number, number])[] {
  const numbers = (text ?? "")
    .slice(0, 200_000)
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const out: (readonly [number, number])[] = [];
  if (numbers.length < 2 || numbers.some((n) => !Number.isFinite(n))) return out;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [a, b] = [numbers[i] as number, numbers[i + 1] as number];
    out.push(latitudeFirst ? [b, a] : [a, b]);
  }
  return out;
}

/** GeoRSS simple, GML inside `georss:where`, W3C `geo:Point`. */
export function readGeo(key: string, element: FeedElement, scope: Scope): Geo | undefined {
  switch (key) {
    case "georss:point": case "gml:pos": {
      const [point] = pairs(element.line());
      return point && { type: "Point", coordinates: point };
    }
    case "georss:line": case "gml:linestring": return shape("LineString", pairs(positions(element), latitudeFirst(element)));
    case "georss:polygon": return shape("Polygon", pairs(element.line()));
    case "gml:polygon": return shape("Polygon", pairs(positions(element), latitudeFirst(element)));
    case "georss:box": return shape("Box", pairs(element.line()));
    case "gml:envelope": {
      const corners = element.children.flatMap((child) => pairs(child.line()));
      return shape("Box", corners);
    }
    case "gml:point": {
      const [point] = pairs(positions(element), latitudeFirst(element));
      return point && { type: "Point", coordinates: point };
    }
    case "georss:where": case "georss:georss": case "geo:point": {
      const inner = scope.of(element);
      let lat: number | undefined;
      let long: number | undefined;
      for (const child of element.children) {
        const { key: at } = inner.nameOf(child);
        if (at === "geo:lat") lat = Number(child.line());
        else if (at === "geo:long" || at === "geo:lon") long = Number(child.line());
        else {
          const found = at.startsWith("gml:") || at.startsWith("georss:p") || at === "georss:line" || at === "georss:box" ? readGeo(at, child, inner) : undefined;
          if (found !== undefined) return found;
        }
      }
      return point(lat, long);
    }
    default: return undefined;
  }
} // biome-ignore format: cases are a table

/** GML gives a projected system's coordinates east first; geographic ones latitude first. */
function latitudeFirst(element: FeedElement): boolean {
  const srs = element.attribute("srsName");
  return srs === undefined || /(?:4326|4269|4258|CRS:?84|WGS)/i.test(srs);
}

/** The coordinates anywhere below: `gml:pos`, `gml:posList`, `gml:coordinates`. */
function positions(element: FeedElement): string {
  return element.text().replace(/\s+/g, " ").trim();
}

function shape(type: "LineString" | "Polygon" | "Box", points: readonly (readonly [number, number])[]): Geo | undefined {
  if (points.length < 2) return undefined;
  return { type, coordinates: type === "Polygon" ? [points] : points };
}

export function point(lat: number | undefined, long: number | undefined): Geo | undefined {
  if (lat === undefined || long === undefined || !(Math.abs(lat) <= 90) || !(Math.abs(long) <= 360)) return undefined;
  return { type: "Point", coordinates: [long, lat] };
}
