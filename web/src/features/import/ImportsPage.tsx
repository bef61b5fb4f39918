import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { importsQuery, type Import } from '@/api/import';
import { useI18n, type Translate } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines } from '@/shared/layout/states';
import { formatBytes, formatCount } from '@/shared/text/format';
import { TimeText } from '@/shared/text/texts';
import { ToDecide } from './approval/ToDecide';
import { DropZone } from './DropZone';
import { StepBar } from './StepBar';
import css from './imports.module.css';

export function ImportsPage() {
  return (
    <Needs anyOf={['import.run']}>
      <Imports />
    </Needs>
  );
}

function Imports() {
  const { t } = useI18n();
  const imports = useInfiniteQuery(importsQuery);
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('import.title')}>
      <StepBar here="file" />
      <DropZone />
      <ToDecide />
      {imports.isError && <ProblemNote error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.isPending && <Lines />}
      {items.length > 0 && (
        <Section title={t('import.earlier')} hint={t('import.earlier_hint')}>
          <ul className={css.imports}>
            {items.map((one) => (
              <li key={one.id}>
                <ImportLine one={one} />
              </li>
            ))}
          </ul>
          {imports.hasNextPage && (
            <Button loading={imports.isFetchingNextPage} onClick={() => void imports.fetchNextPage()}>
              {t('common.load_more')}
            </Button>
          )}
        </Section>
      )}
    </Page>
  );
}

/** How far it is, or what came of it. */
function aboutOf({ status, counts }: Import, t: Translate): string {
  const written = formatCount(counts.written_rows);
  const undone = formatCount(counts.undone_rows);
  const kept = formatCount(counts.kept_rows);
  switch (status) {
    case 'ready':
      return t('import.ready_about', { valid: formatCount(counts.valid_rows), invalid: formatCount(counts.invalid_rows) });
    case 'awaiting_approval':
      return t('import.waiting_about', { total: formatCount(counts.create_rows + counts.update_rows) });
    case 'writing':
      return t('import.writing_about', { written, total: formatCount(counts.create_rows + counts.update_rows) });
    case 'reading':
      return t('import.reading_about');
    case 'undoing':
      return t('import.undoing_about', { done: formatCount(counts.undone_rows + counts.kept_rows), total: written });
    case 'undone':
      if (counts.restored_rows > 0) return t('import.restored_about', { undone, kept });
      return counts.kept_rows > 0 ? t('import.undone_some_about', { undone, kept }) : t('import.undone_about', { undone });
    default:
      return counts.updated_rows > 0
        ? t('import.updated_about', { updated: formatCount(counts.updated_rows), created: formatCount(counts.written_rows - counts.updated_rows) })
        : t('import.written_about', { written });
  }
}

function ImportLine({ one }: { one: Import }) {
  const { t } = useI18n();
  const about = aboutOf(one, t);
  return (
    <Link to="/imports/$id" params={{ id: one.id }} className={css.importLine}>
      <span className={css.importName}>
        <strong>{one.file.name}</strong>
        <span>{formatBytes(one.file.size)}</span>
      </span>
      <span className={css.importAbout}>{about}</span>
      <span className={`${css.status} ${css[`status_${one.status}`] ?? ''}`}>{t(`import.status_${one.status}`)}</span>
      <span className={css.importTime}>
        <TimeText at={one.created_at} />
      </span>
    </Link>
  );
}
