import { Ban, Check, TriangleAlert } from 'lucide-react';
import type { EvidenceItem } from '@/api/evidence';
import { useT } from '@/i18n';
import type { Words } from './words';
import css from './evidence.module.css';

/** "王敏 查看客户 华北泵业" */
export function Sentence({ words }: { words: Words }) {
  return (
    <span title={`${words.who} ${words.deed}`}>
      <span className={css.who}>{words.who}</span> {words.deed}
    </span>
  );
}

/** Done, refused and why, or tampered with: always with the word. */
export function Outcome({ item, words }: { item: EvidenceItem; words: Words }) {
  const t = useT();
  if (item.fault)
    return (
      <span className={css.fault} title={item.fault_text ?? undefined}>
        <TriangleAlert size={14} aria-hidden /> {t('evidence.tampered')}
      </span>
    );
  if (item.outcome === 'refused')
    return (
      <span className={css.refused} title={words.refusal}>
        <Ban size={14} aria-hidden /> {words.refusal || t('evidence.refused')}
      </span>
    );
  return (
    <span className={css.quiet}>
      <Check size={14} aria-hidden /> {t('evidence.done')}
    </span>
  );
}
