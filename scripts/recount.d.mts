export function recount(report: object, entries: object[]): { figures: number; faults: string[] };
