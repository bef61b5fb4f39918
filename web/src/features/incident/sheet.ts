/** Largest sheet that is compared, in bytes. */
export const SHEET_MAX = 10 * 1024 * 1024;

/** Bytes at a time: the arguments of one call are limited. */
const CHUNK = 0x8000;

/** Bytes in base64. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** A share in thousandths, in words of a page: never a whole, never nothing. */
export function percent(thousandths: number): string {
  if (thousandths < 5) return '<1%';
  return `${Math.round(thousandths / 10)}%`;
}
