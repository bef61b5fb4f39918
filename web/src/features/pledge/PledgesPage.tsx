import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { CircleCheck, CircleDashed, Printer } from 'lucide-react';
import { useState } from 'react';
import { pledgesQuery, type Pledges } from '@/api/pledge';
import { RegulationTabs } from '@/features/regulation/RegulationTabs';
import { useI18n } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { TimeText, Unknown } from '@/shared/text/texts';
import css from './pledge.module.css';

/** Who accepted the rules of which version, and when; for a file, on paper too. */
export function PledgesPage() {
  const { t } = useI18n();
  const query = useQuery(pledgesQuery);
  return (
    <Page
      title={t('pledge.list_title')}
      aside={query.data && t('pledge.version', { version: query.data.version })}
      actions={
        <Button icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
          {t('regulation.print')}
        </Button>
      }
      toolbar={<RegulationTabs />}
    >
      <QueryGate query={query}>{(data) => <People pledges={data} />}</QueryGate>
    </Page>
  );
}

function People({ pledges }: { pledges: Pledges }) {
  const { t } = useI18n();
  const [only, setOnly] = useState<'all' | 'missing'>('all');
  const missing = pledges.people.filter((one) => !one.current);
  const shown = only === 'missing' ? missing : pledges.people;
  if (!pledges.asked_by) return <p>{t('pledge.not_asked_text')}</p>;
  return (
    <>
      <div className={css.bar}>
        <Segmented
          aria-label={t('pledge.which')}
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: t('pledge.all', { count: pledges.people.length }) },
            { value: 'missing', label: t('pledge.missing', { count: missing.length }) },
          ]}
        />
        <span className={css.quiet}>{t(pledges.everybody ? 'pledge.of_company' : 'pledge.of_mine')}</span>
      </div>
      <table className={css.people}>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.department')}</th>
            <th scope="col">{t('pledge.standing')}</th>
            <th scope="col">{t('pledge.accepted_version')}</th>
            <th scope="col">{t('pledge.accepted_at')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.person.id}>
              <th scope="row">{one.person.name}</th>
              <td>{one.department?.name ?? <Unknown />}</td>
              <td>
                <span className={css.standing} data-current={one.current}>
                  {one.current ? <CircleCheck size={14} aria-hidden /> : <CircleDashed size={14} aria-hidden />}
                  {t(one.current ? 'pledge.current' : one.accepted ? 'pledge.old' : 'pledge.never')}
                </span>
              </td>
              <td>{one.accepted ? t('pledge.version', { version: one.accepted.version }) : <Unknown />}</td>
              <td>{one.accepted ? <TimeText at={one.accepted.at} /> : <Unknown />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
