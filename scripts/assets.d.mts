/** Answers the folder. */
export function gatherAssets(): string;
