import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { keepImport, writeImport, type Import } from '@/api/import';
import { personQuery } from '@/api/organisation';
import { templatesQuery } from '@/api/template';
import { useT } from '@/i18n';
import { Facts, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { formatCount } from '@/shared/text/format';
import { CancelButton } from '../CancelButton';
import { ApprovalNote } from '../approval/ApprovalNote';
import { planned } from '../planned';
import { RejectsButton } from '../RejectsButton';
import { Result } from './Result';
import { Undoing } from './Undoing';
import { Writing } from './Writing';
import shared from '../import.module.css';
import css from './write.module.css';

/** What will be written, how far it is, what came of it. */
export function WriteStep({ one }: { one: Import }) {
  return (
    <div className={shared.scroll}>
      <div className={shared.reading}>
        {one.status === 'ready' ? (
          <Confirm one={one} />
        ) : one.status === 'writing' ? (
          <Writing one={one} />
        ) : one.status === 'undoing' ? (
          <Undoing one={one} />
        ) : (
          <Result one={one} />
        )}
      </div>
    </div>
  );
}

function Confirm({ one }: { one: Import }) {
  const t = useT();
  const client = useQueryClient();
  const owner = useQuery(personQuery(one.owner_id));
  const templates = useQuery(templatesQuery);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { counts } = one;
  const changes = one.mode !== 'create' || counts.update_rows > 0;

  const write = async () => {
    setBusy(true);
    setError(null);
    try {
      keepImport(client, await writeImport(one.id));
      setBusy(false);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Section title={t('import.confirm_title')} hint={t('import.confirm_hint')}>
      <p className={css.sentence}>
        {changes ? planned(counts, t) : t('import.confirm_all', { valid: formatCount(counts.create_rows) })}
        {counts.invalid_rows > 0 && t('import.confirm_invalid', { invalid: formatCount(counts.invalid_rows) })}
      </p>
      <ApprovalNote one={one} />
      <Facts
        items={[
          ...(one.mode !== 'create' && one.key !== null
            ? [
                { label: t('import.key'), value: t(`import.key_${one.key}`) },
                { label: t('import.empty_cells'), value: t(one.overwrite_empty ? 'import.empty_clears' : 'import.empty_stays') },
              ]
            : []),
          ...(one.mode === 'update'
            ? []
            : [
                { label: t('import.owner'), value: owner.data ? [owner.data.name, owner.data.department?.name].filter(Boolean).join(' · ') : t('common.loading') },
                { label: t('import.card'), value: templates.data?.items.find((each) => each.code === one.template)?.name ?? t('common.loading') },
              ]),
          ...(counts.twin_rows > 0
            ? [
                {
                  label: t('import.rows_twins'),
                  value: (
                    <Link to="/imports/$id" params={{ id: one.id }} search={{ step: 'check', rows: 'twins' }}>
                      {t('import.twins_before', { count: formatCount(counts.twin_rows) })}
                    </Link>
                  ),
                },
              ]
            : []),
          ...(counts.skipped_rows > 0 ? [{ label: t('import.rows_skipped'), value: t('import.skipped_rows', { count: formatCount(counts.skipped_rows) }) }] : []),
        ]}
      />
      {error !== null && <ProblemNote error={error} />}
      <div className={css.actions}>
        <Button type="primary" size="large" loading={busy} disabled={counts.create_rows + counts.update_rows === 0} onClick={() => void write()}>
          {t(counts.update_rows === 0 ? 'import.write' : counts.create_rows === 0 ? 'import.write_updates' : 'import.write_both', {
            count: formatCount(counts.create_rows),
            updates: formatCount(counts.update_rows),
          })}
        </Button>
        {counts.invalid_rows > 0 && (
          <Link to="/imports/$id" params={{ id: one.id }} search={{ step: 'check' }}>
            {t('import.back_to_check', { count: formatCount(counts.invalid_rows) })}
          </Link>
        )}
        <span className={css.spacer} />
        {counts.invalid_rows > 0 && <RejectsButton one={one} />}
        <CancelButton one={one} />
      </div>
    </Section>
  );
}
