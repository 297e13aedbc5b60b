/** A number as figures and plots name it: 10,000. */
export const label = (size: number): string => size.toLocaleString('en');
