import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { greetingsQuery } from '@/api/greeting';
import { GreetingList } from '@/features/greeting/GreetingList';
import { useT } from '@/i18n';
import { Panel } from './Panel';

/** As many as one looks at in passing. */
const SHOWN = 6;

/** Greetings that wait to be sent; nothing where there are none. */
export function GreetingPanel() {
  const t = useT();
  const { data } = useInfiniteQuery(greetingsQuery(SHOWN));
  const greetings = data?.pages[0]?.items ?? [];
  if (greetings.length === 0) return null;
  return (
    <Panel title={t('greeting.title')} hint={t('greeting.hint')} more={<Link to="/greetings">{t('greeting.all')}</Link>}>
      <GreetingList greetings={greetings} />
    </Panel>
  );
}
