import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '@/api/types';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { permissionKey } from '../permissions';
import { Empty } from './states';

/** A place that is no secret but not this person's: says which permission opens it. */
export function Forbidden({ needs }: { needs: readonly Permission[] }) {
  const t = useT();
  return (
    <Empty icon={Lock} title={t('problems.forbidden_title')}>
      {t('problems.forbidden_text', { permissions: needs.map((one) => t(permissionKey(one))).join(t('common.list_comma')) })}
    </Empty>
  );
}

/** Shows its content to those who hold one of the permissions. */
export function Needs({ anyOf, children }: { anyOf: readonly Permission[]; children: ReactNode }) {
  const may = useMay();
  return may(...anyOf) ? <>{children}</> : <Forbidden needs={anyOf} />;
}
