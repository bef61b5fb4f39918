import { matchedRange } from './matched';

/** A text with the part that was searched for marked. */
export function Highlight({ text, q }: { text: string; q: string }) {
  const range = matchedRange(text, q);
  if (!range) return <>{text}</>;
  const [from, to] = range;
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
