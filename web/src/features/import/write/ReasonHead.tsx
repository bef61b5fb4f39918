import { useT } from '@/i18n';

/** The head of a table of rows and why something did not happen to them. */
export function ReasonHead() {
  const t = useT();
  return (
    <thead>
      <tr>
        <th scope="col">{t('import.row')}</th>
        <th scope="col">{t('import.target_name')}</th>
        <th scope="col">{t('import.why')}</th>
      </tr>
    </thead>
  );
}
