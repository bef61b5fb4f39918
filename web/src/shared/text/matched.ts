// Where a search text stands in what was found, whatever blanks and hyphens lie between.

const SKIPPED = /[\s\-‐‑–—·（）()]/;

interface Levelled {
  letters: string;
  /** The place in the text of each letter kept. */
  places: number[];
}

function level(text: string): Levelled {
  const places: number[] = [];
  let letters = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (SKIPPED.test(letter)) continue;
    letters += letter.normalize('NFKC').toLowerCase().charAt(0);
    places.push(at);
  }
  return { letters, places };
}

/** Where the words of `q` stand in `text`: the whole of it if it does, otherwise each word; in order, none inside another. */
export function matchedRanges(text: string, q: string): [number, number][] {
  const whole = matchedRange(text, q);
  if (whole) return [whole];
  const found = q.split(/\s+/).flatMap((word) => {
    const range = matchedRange(text, word);
    return range ? [range] : [];
  });
  found.sort(([a], [b]) => a - b);
  return found.filter(([from], index) => index === 0 || from >= (found[index - 1]?.[1] ?? 0));
}

/** The first place of `q` in `text` as [from, to), or `null`: found by sound, or not at all. */
export function matchedRange(text: string, q: string): [number, number] | null {
  const wanted = level(q).letters;
  if (wanted === '') return null;
  const { letters, places } = level(text);
  const at = letters.indexOf(wanted);
  const from = places[at];
  const last = places[at + wanted.length - 1];
  return at < 0 || from === undefined || last === undefined ? null : [from, last + 1];
}
