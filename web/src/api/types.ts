// The shapes of /api/v1 by their own names, taken from the server's description. Ids are UUIDv7 text,
// instants RFC 3339 UTC, dates YYYY-MM-DD, money fen.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Id = string;
export type Instant = string;
export type Day = string;
export type Locale = 'zh' | 'en';

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export type Named = Schemas['Named'];
/** English may be empty: `labelText` shows the Chinese then. */
export type Label = Required<Schemas['Label']>;

export type Permission = Schemas['Permission'];
export const PERMISSIONS = [
  'company.manage',
  'department.manage',
  'person.manage',
  'role.manage',
  'template.manage',
  'template.department',
  'customer.view',
  'customer.create',
  'customer.edit',
  'customer.assign',
  'customer.share',
  'customer.bulk',
  'customer.merge',
  'customer.export',
  'customer.verify',
  'customer.view_all',
  'secrecy.propose',
  'clearance.manage',
  'clash.rule',
  'interaction.create',
  'payment.record',
  'incident.manage',
  'import.run',
  'policy.manage',
  'evidence.read',
  'evidence.verify',
  'watch.read',
  'watch.stage',
] as const satisfies readonly Permission[];

/** RFC 9457 problem details with our additions. */
export type Problem = Omit<Schemas['Problem'], 'detail' | 'instance'> & Partial<Pick<Schemas['Problem'], 'detail' | 'instance'>>;
/** The customer that a clash is with, where the caller may see it. */
export type CustomerOnFile = Schemas['CustomerOnFile'];
export type ProblemDetail = Schemas['ProblemItem'];

/** The answer to "may this person do this to that now?". */
export type Answer = Schemas['Answer'];

export type Regulation = Schemas['RegulationName'];
export type RegulationCode = Schemas['RegulationCode'];
export type SetupState = Schemas['SetupState'];
export type SetupInput = Schemas['SetupInput'];

export type Me = Schemas['Me'];
export type Credentials = Schemas['Credentials'];
export type Session = Schemas['Session'];
export type TotpEnrolment = Schemas['TotpEnrolment'];
export type RecoveryCodes = Schemas['RecoveryCodes'];
export type AccessToken = Schemas['AccessToken'];
export type AccessTokenInput = Schemas['AccessTokenInput'];
export type NewAccessToken = Schemas['NewAccessToken'];

export type DepartmentKind = Schemas['DepartmentKind'];
export const DEPARTMENT_KINDS = [
  'sales',
  'marketing',
  'service',
  'finance',
  'archive',
  'office',
  'other',
] as const satisfies readonly DepartmentKind[];
export type Department = Schemas['Department'];
export type DepartmentInput = Schemas['DepartmentInput'];
export type Post = Schemas['Post'];
export type PostInput = Schemas['PostInput'];
export type RoleRef = Schemas['RoleRef'];
export type Role = Schemas['Role'];
export type RoleInput = Schemas['RoleInput'];
export type Person = Schemas['Person'];
export type PersonInput = Schemas['PersonInput'];
export type NewPerson = Schemas['NewPerson'];
export type NewPassword = Schemas['NewPassword'];
export type Departure = Schemas['Departure'];
export type Company = Schemas['Company'];
export type ClashDefault = Schemas['ClashDefault'];
export const CLASH_DEFAULTS = ['first_registrant', 'active_owner', 'head_decides'] as const satisfies readonly ClashDefault[];
export type CompanyUpdate = Schemas['CompanyUpdate'];

/** A row of GB/T 2260 (regions) or GB/T 4754 (industries). */
export type CodeEntry = Schemas['CodeEntry'];

export type FieldType = Schemas['FieldType'];
export type FieldSubject = Schemas['FieldSubject'];
export type Choice = Omit<Schemas['FieldOption'], 'label'> & { label: Label };
export type Field = Omit<Schemas['Field'], 'label' | 'options' | 'unit' | 'help'> & {
  label: Label;
  options: Choice[];
  unit?: Label | null;
  help?: Label | null;
};

/** A fact: text, amount in fen, yes or no, or option keys; `null` clears it. */
export type FieldValue = Schemas['FactChange'];
export type FieldValues = Schemas['FactChanges'];

export type CustomerKind = Schemas['Kind'];
export type SearchHit = Schemas['Hit'];
