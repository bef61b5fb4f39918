import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';

export function Workbench() {
  const t = useT();
  const me = useMe();
  return (
    <Page title={t('workbench.title')} aside={me.person.name}>
      {null}
    </Page>
  );
}
