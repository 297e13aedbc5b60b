/** GeoJSON (RFC 7946) for news places: geometries, features, and finite numbers. */
import { z } from '@hono/zod-openapi';

const GEOMETRIES = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
]);
/** Nested collections of geometries: news has none. Bounds hostile depth. */
const NESTING_MAX = 4;
/** Array levels of the coordinates of a MultiPolygon. */
const COORDINATE_LEVELS_MAX = 4;

export const geoJson = z
  .record(z.string(), z.unknown())
  .refine((value) => isGeoJson(value, NESTING_MAX), 'This is not a GeoJSON object (RFC 7946)');

function isGeoJson(value: unknown, nesting: number): boolean {
  if (nesting === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { type, coordinates, geometries, geometry, features, properties, bbox, ...rest } = value as Record<
    string,
    unknown
  >;
  const extra = Object.keys(rest).some((key) => key !== 'id');
  if (typeof type !== 'string' || extra || (bbox !== undefined && !isCoordinates(bbox, 1))) return false;
  if (GEOMETRIES.has(type)) return isCoordinates(coordinates, COORDINATE_LEVELS_MAX);
  if (type === 'GeometryCollection') return isListOf(geometries, nesting);
  if (type === 'FeatureCollection') return isListOf(features, nesting);
  if (type !== 'Feature') return false;
  const named = properties === undefined || properties === null || typeof properties === 'object';
  return named && (geometry === null || isGeoJson(geometry, nesting - 1));
}

function isListOf(value: unknown, nesting: number): boolean {
  return Array.isArray(value) && value.every((member) => isGeoJson(member, nesting - 1));
}

function isCoordinates(value: unknown, levels: number): boolean {
  if (!Array.isArray(value) || levels === 0) return false;
  return value.every((coordinate) =>
    typeof coordinate === 'number' ? Number.isFinite(coordinate) : isCoordinates(coordinate, levels - 1),
  );
}
