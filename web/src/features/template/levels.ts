import { useQuery } from '@tanstack/react-query';
import { departmentsQuery } from '@/api/organisation';
import { COMPANY_LEVEL } from '@/api/template';
import { useMay, useMe } from '@/app/me';
import { useT } from '@/i18n';

export interface Level {
  id: string;
  name: string;
}

/** At which levels this person may arrange cards and define fields: the company's, or departments. */
export function useLevels(): { levels: Level[]; first: string; company: boolean } {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const departments = useQuery(departmentsQuery);
  const all = may('template.manage');
  const mine = new Set([...(me.person.department ? [me.person.department.id] : []), ...me.heads]);
  const own = (departments.data?.items ?? []).filter((one) => one.active && (all || mine.has(one.id))).map(({ id, name }) => ({ id, name }));
  return {
    levels: all ? [{ id: COMPANY_LEVEL, name: t('template.whole_company') }, ...own] : own,
    first: all ? COMPANY_LEVEL : (me.person.department?.id ?? me.heads[0] ?? COMPANY_LEVEL),
    company: all,
  };
}
