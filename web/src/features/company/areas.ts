import { PERMISSIONS, type Permission } from '@/api/types';

/** The areas of the permissions, in their order. */
export const AREAS = ['customer', 'secrecy', 'clearance', 'clash', 'interaction', 'payment', 'import', 'template', 'policy', 'incident', 'evidence', 'watch', 'person', 'department', 'role', 'company'] as const;
export type Area = (typeof AREAS)[number];

export const permissionsOf = (area: Area): readonly Permission[] => PERMISSIONS.filter((one) => one.startsWith(`${area}.`));
