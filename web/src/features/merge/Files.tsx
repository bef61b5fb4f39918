import { Link } from '@tanstack/react-router';
import type { MergeFile, MergeProposal } from '@/api/merge';
import { useI18n } from '@/i18n';
import { TimeText } from '@/shared/text/texts';
import css from './merge.module.css';

/** Who they are: the file that stays, and the one that goes into it. */
export function Files({ proposal }: { proposal: MergeProposal }) {
  const { t, maybe } = useI18n();
  const because = proposal.because.map((one) => maybe(`merge.because_${one}`) ?? one).join(t('common.list_comma'));
  const reason = because ? t('merge.suggested_because', { because }) : t('merge.suggested_equal');
  return (
    <div className={css.files}>
      <File file={proposal.survivor} stays note={proposal.suggested === 'survivor' ? reason : null} />
      <File file={proposal.other} note={proposal.suggested === 'other' ? t('merge.suggested_other', { because }) : null} />
    </div>
  );
}

function File({ file, stays = false, note }: { file: MergeFile; stays?: boolean; note: string | null }) {
  const { t } = useI18n();
  return (
    <section className={`${css.file} ${stays ? css.stays : ''}`} aria-label={t(stays ? 'merge.stays' : 'merge.goes')}>
      <p className={css.part}>{t(stays ? 'merge.stays' : 'merge.goes')}</p>
      <h2>
        <Link to="/customers/$id" params={{ id: file.id }} target="_blank">
          {file.name}
        </Link>
      </h2>
      <p className={css.quiet}>
        <span className={css.figures}>{file.code}</span> · {file.owner.name} · {file.department.name}
      </p>
      <p className={css.quiet}>
        {t('merge.registered')} <TimeText at={file.created_at} /> · {t('merge.linked', { contacts: file.contacts.length, interactions: file.interactions, percent: file.completeness })}
      </p>
      {note && <p className={css.note}>{note}</p>}
    </section>
  );
}
