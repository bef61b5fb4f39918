import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ShieldHalf } from 'lucide-react';
import { classifiedQuery, type ClassifiedFile } from '@/api/secrecy';
import table from '@/features/campaign/campaign.module.css';
import { LevelBadge } from '@/features/customer/LevelBadge';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';

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
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('secrecy.customer')}</th>
            <th scope="col">{t('secrecy.level')}</th>
            <th scope="col">{t('secrecy.owner')}</th>
            <th scope="col">{t('secrecy.until')}</th>
            <th scope="col">{t('secrecy.clause')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.id}>
              <th scope="row">
                {file.code ? (
                  <Link to="/customers/$id" params={{ id: file.id }}>
                    {file.name}
                  </Link>
                ) : (
                  file.name
                )}
                {file.locked && ` · ${t(file.code ? 'secrecy.locked' : 'secrecy.code_name')}`}
                {file.locked && (
                  <>
                    {' '}
                    <Link to="/requests" search={{ kind: 'view', customer: file.id, name: file.name }}>
                      {t('request.ask_view')}
                    </Link>
                  </>
                )}
              </th>
              <td>
                <LevelBadge level={file.secrecy.level} label={file.secrecy.label} />
              </td>
              <td>{file.owner ? `${file.owner} · ${file.department ?? ''}` : '—'}</td>
              <td>{file.secrecy.until ? <TimeText at={file.secrecy.until} /> : t('secrecy.no_term')}</td>
              <td>{file.secrecy.clause ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
