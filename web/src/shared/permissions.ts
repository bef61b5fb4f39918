import type { Permission } from '@/api/types';
import type { MessageKey } from '@/i18n';

type Underscored<P extends string> = P extends `${infer Area}.${infer Deed}` ? `${Area}_${Deed}` : never;

/** The message that names a permission. */
export const permissionKey = (permission: Permission): MessageKey =>
  `people.may_${permission.replace('.', '_') as Underscored<Permission>}`;
