import { X } from 'lucide-react';
import type { BoxState } from '@/api/search';
import { useT } from '@/i18n';
import css from './searchbox.module.css';
import { spliced, without } from './text';

interface Props {
  typed: string;
  state: BoxState;
  /** It is of an earlier text: its places no longer hold. */
  stale: boolean;
  onChange: (typed: string) => void;
}

/** What was understood of the box as chips, each with its way out; what was not, with what may have been meant. */
export function BoxChips({ typed, state, stale, onChange }: Props) {
  const t = useT();
  if (state.parts.length === 0 && state.troubles.length === 0) return null;
  return (
    <div className={css.understood} role="group" aria-label={t('common.box_understood')}>
      {state.parts.map((part) => (
        <span key={part.from} className={css.chip}>
          <span className={css.chipText}>
            {part.label}
            {t('common.colon')}
            {part.negated && t('common.box_not')}
            {part.shown}
          </span>
          <button type="button" disabled={stale} onClick={() => onChange(without(typed, part.from, part.to))} aria-label={t('common.box_remove', { what: `${part.label} ${part.shown}` })}>
            <X size={14} aria-hidden />
          </button>
        </span>
      ))}
      {state.troubles.map((trouble) => (
        // Who has not written a value yet is still writing.
        <span key={trouble.from} className={trouble.code === 'box_value_missing' ? css.unfinished : css.trouble} role="status">
          {trouble.message}
          {trouble.proposed.map((text) => (
            <button key={text} type="button" className="link" disabled={stale} onClick={() => onChange(spliced(typed, trouble.from, trouble.to, text))}>
              {text}
            </button>
          ))}
        </span>
      ))}
    </div>
  );
}
