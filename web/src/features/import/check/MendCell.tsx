import { useState } from 'react';
import css from './check.module.css';

export interface MendCellProps {
  text: string;
  /** "第 20 行 手机" */
  label: string;
  /** What is wrong with it. */
  problem: string | undefined;
  editable: boolean;
  editing: boolean;
  onEdit: () => void;
  /** The new text, or null when nothing is to change; `go`: on to the next bad cell. */
  onDone: (text: string | null, go: boolean) => void;
}

/** A cell of the file: amber when it is wrong, mended where it stands. */
export function MendCell({ text, label, problem, editable, editing, onEdit, onDone }: MendCellProps) {
  if (editing) return <Editor text={text} label={label} problem={problem} onDone={onDone} />;
  if (!editable) return problem ? <span className={css.badCell} title={problem}>{text || ' '}</span> : <>{text}</>;
  return (
    <button
      type="button"
      className={problem ? css.badCell : css.goodCell}
      title={problem ?? (text || undefined)}
      aria-label={problem ? `${label} ${text} ${problem}` : `${label} ${text}`}
      // One comes to the bad ones with Tab; the others are a click away.
      tabIndex={problem ? 0 : -1}
      onClick={onEdit}
    >
      {text || ' '}
    </button>
  );
}

function Editor({ text, label, problem, onDone }: { text: string; label: string; problem: string | undefined; onDone: MendCellProps['onDone'] }) {
  const [typed, setTyped] = useState(text);
  return (
    <input
      className={css.editor}
      autoFocus
      aria-label={problem ? `${label} ${problem}` : label}
      title={problem}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => onDone(typed, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          onDone(typed, true);
        } else if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          onDone(null, false);
        }
      }}
    />
  );
}
