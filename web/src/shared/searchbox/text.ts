// Places in the text of the search box. The server counts characters, the browser half of some.

const SIGNS = /[:：<＜>＞≤≥"＂“”]|(^|\s)[-－]/;

/** Whether nothing but words stands there, so that the search needs no reading first. */
export const isPlain = (text: string): boolean => !SIGNS.test(text);

/** `text` with what stands from one character to another replaced. */
export function spliced(text: string, from: number, to: number, by: string): string {
  const letters = Array.from(text);
  return [...letters.slice(0, from), by, ...letters.slice(to)].join('');
}

/** `text` without a part, and without the blanks that kept it apart. */
export const without = (text: string, from: number, to: number): string => spliced(text, from, to, ' ').replace(/\s+/g, ' ').trim();

/** How many characters stand before a place as the browser counts it. */
export const charactersBefore = (text: string, place: number): number => Array.from(text.slice(0, place)).length;

interface Replacement {
  from: number;
  to: number;
  text: string;
  adds: 'key' | 'value' | 'filter';
}

/** The text after a proposal was taken up, and where the caret stands then, as the browser counts. */
export function takenUp(text: string, proposal: Replacement): { text: string; caret: number } {
  const rest = Array.from(text).slice(proposal.to).join('');
  // After a key its value is typed; after a value, the next word.
  const added = proposal.adds === 'key' || rest.startsWith(' ') ? proposal.text : `${proposal.text} `;
  const head = Array.from(text).slice(0, proposal.from).join('') + added;
  return { text: head + rest, caret: head.length };
}
