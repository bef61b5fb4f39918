import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ShieldHalf } from 'lucide-react';
import { classifiedQuery, type ClassifiedFile } from '@/api/secrecy';
import { useTimeContext } from '@/app/me';
import { LevelBadge } from '@/features/customer/LevelBadge';
import { lastDay } from '@/features/customer/record/instant';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import css from '@/shared/layout/register.module.css';
import { DayText } from '@/shared/text/texts';

/** The index of classified files, each with its mark (L1-22.1). */
export function ClassifiedPage() {
  const t = useT();
  const query = useInfiniteQuery(classifiedQuery);
  return (
    <Needs anyOf={['customer.view']}>
      <Page title={t('secrecy.title')}>
        <QueryGate query={query}>
          {({ pages }) => {
            const files = pages.flatMap((page) => page.items);
            return files.length === 0 ? (
              <Empty icon={ShieldHalf} title={t('secrecy.none')}>
                {t('secrecy.none_text')}
              </Empty>
            ) : (
              <Section title={t('secrecy.files')} hint={t('secrecy.hint')}>
                <Files files={files} />
                {query.hasNextPage && (
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {t('secrecy.more')}
                  </Button>
                )}
              </Section>
            );
          }}
        </QueryGate>
      </Page>
    </Needs>
  );
}

function Files({ files }: { files: readonly ClassifiedFile[] }) {
  const t = useT();
  const { timeZone } = useTimeContext();
  return (
    <ul className={css.list}>
      {files.map(({ id, code, name, locked, owner, department, secrecy }) => (
        <li key={id}>
          <div>
            <div className={css.head}>
              {code ? (
                <Link to="/customers/$id" params={{ id }}>
                  {name}
                </Link>
              ) : (
                <strong>{name}</strong>
              )}
              <LevelBadge level={secrecy.level} label={secrecy.label} />
              {locked && <span className={css.quiet}>{t(code ? 'secrecy.locked' : 'secrecy.code_name')}</span>}
            </div>
            <ul className={css.steps}>
              {owner && (
                <li>
                  {t('secrecy.owner')} {owner} · {department ?? ''}
                </li>
              )}
              <li>
                {secrecy.until ? (
                  <>
                    {t('secrecy.until')} <DayText day={lastDay(secrecy.until, timeZone)} />
                  </>
                ) : (
                  t('secrecy.no_term')
                )}
                {secrecy.clause && ` · ${secrecy.clause}`}
              </li>
            </ul>
          </div>
          {locked && (
            <div className={css.acts}>
              <Link to="/requests" search={{ kind: 'view', customer: id, name }}>
                {t('request.ask_view')}
              </Link>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
