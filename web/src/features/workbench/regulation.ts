import { useQuery } from '@tanstack/react-query';
import { setupQuery } from '@/api/session';
import { useMe } from '@/app/me';
import { useI18n } from '@/i18n';

/** The name of the regulation under which the company works. */
export function useRegulation(): string {
  const { locale } = useI18n();
  const { company } = useMe();
  const setup = useQuery(setupQuery);
  return setup.data?.regulations.find((one) => one.code === company.regulation)?.name[locale] ?? company.regulation;
}
