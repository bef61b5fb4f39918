import { Fragment } from 'react';
import { matchedRanges } from './matched';

/** A text with what was searched for marked. */
export function Highlight({ text, q }: { text: string; q: string }) {
  const ranges = matchedRanges(text, q);
  const end = ranges.at(-1)?.[1] ?? 0;
  return (
    <>
      {ranges.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(ranges[index - 1]?.[1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(end)}
    </>
  );
}
