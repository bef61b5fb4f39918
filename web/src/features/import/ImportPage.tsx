import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FileSpreadsheet } from 'lucide-react';
import { importQuery, type Import } from '@/api/import';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { Lines, QueryGate } from '@/shared/layout/states';
import { formatBytes } from '@/shared/text/format';
import { useMe } from '@/app/me';
import { Waiting } from './approval/Waiting';
import { CheckStep } from './check/CheckStep';
import { ColumnsStep } from './columns/ColumnsStep';
import { sheetName } from './columns/targets';
import type { Step } from './routes';
import { StepBar } from './StepBar';
import { WriteStep } from './write/WriteStep';
import css from './import.module.css';

const route = getRouteApi('/frame/imports/$id');

export function ImportPage() {
  return (
    <Needs anyOf={['import.run']}>
      <One />
    </Needs>
  );
}

function One() {
  const t = useT();
  const { id } = route.useParams();
  const { step } = route.useSearch();
  const query = useQuery(importQuery(id));
  const one = query.data;
  const me = useMe();
  // Whoever decides on it looks at it, and changes nothing.
  const looks = one && (one.status === 'awaiting_approval' || (one.approval !== null && one.approval.applicant.id !== me.person.id));
  const here: Step = one && one.status !== 'ready' ? 'write' : (step ?? 'columns');
  return (
    <Page title={t('import.title')} width="full" aside={one && <FileFacts one={one} />}>
      <QueryGate query={query}>
        {(data) => (
          <>
            {!looks && <StepBar here={here} one={data} />}
            {data.status === 'reading' ? (
              <Lines count={8} />
            ) : looks ? (
              <Waiting one={data} />
            ) : here === 'columns' ? (
              <ColumnsStep key={data.sheet} one={data} />
            ) : here === 'check' ? (
              <CheckStep one={data} />
            ) : (
              <WriteStep one={data} />
            )}
          </>
        )}
      </QueryGate>
    </Page>
  );
}

/** The file, in sight in every step. */
function FileFacts({ one }: { one: Import }) {
  const t = useT();
  const sheet = one.sheets.find((each) => each.index === one.sheet);
  return (
    <span className={css.file}>
      <FileSpreadsheet size={16} aria-hidden />
      <strong title={one.file.sha256}>{one.file.name}</strong>
      <span>{formatBytes(one.file.size)}</span>
      {one.file.encoding && <span>{one.file.encoding}</span>}
      {sheet && one.sheets.length > 1 && <span>{sheetName(sheet, t)}</span>}
      {one.file.lossy && <span className={css.lossy}>{t('import.lossy')}</span>}
    </span>
  );
}
