// The shapes of /api/v1. Ids are UUIDv7 text, instants RFC 3339 UTC, dates YYYY-MM-DD, money fen.

export type Id = string;
export type Instant = string;
export type Day = string;

export interface Named {
  id: Id;
  name: string;
}

export interface Label {
  zh: string;
  en: string;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export const PERMISSIONS = [
  'company.manage',
  'department.manage',
  'person.manage',
  'role.manage',
  'template.manage',
  'template.department',
  'customer.create',
  'customer.edit',
  'customer.assign',
  'customer.share',
  'customer.bulk',
  'customer.export',
  'customer.verify',
  'customer.view_all',
  'interaction.create',
  'import.run',
  'evidence.read',
  'evidence.verify',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** RFC 9457 problem details with our additions. */
export interface ProblemDetail {
  pointer: string;
  code: string;
  params?: Record<string, string | number>;
  message: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: ProblemDetail[];
  clause?: string;
  request?: string;
  instance?: string;
  /** With `precondition_failed`: the version that stands now. */
  current_version?: number;
}

/** The answer to "may this person do this to that now?". */
export type Answer =
  | { answer: 'allow' }
  | { answer: 'deny'; reason: string; clause?: string | null }
  | { answer: 'needs'; request: string; clause?: string | null };

export type RegulationCode = 'M' | 'C' | 'H' | 'L' | 'S';

export interface Regulation {
  code: RegulationCode;
  name: Label;
}

export interface SetupState {
  needed: boolean;
  regulations: Regulation[];
}

export interface SetupInput {
  code: string;
  company: string;
  time_zone: string;
  regulation: string;
  admin: { login: string; name: string; password: string };
  sample: boolean;
}

export interface RoleRef {
  id: Id;
  code: string;
  name: string;
}

export interface Me {
  person: {
    id: Id;
    login: string;
    name: string;
    locale: 'zh' | 'en';
    department: Named | null;
    post: Named | null;
    roles: RoleRef[];
    totp_enabled: boolean;
    must_change_password: boolean;
  };
  permissions: Permission[];
  heads: Id[];
  company: { name: string; time_zone: string; regulation: string };
  today: Day;
}

export interface Credentials {
  login: string;
  password: string;
  totp?: string;
}

export interface Session {
  id: Id;
  created_at: Instant;
  last_seen_at: Instant;
  address: string;
  agent: string;
  current: boolean;
}

export interface TotpEnrolment {
  secret: string;
  uri: string;
}

export interface AccessToken {
  id: Id;
  name: string;
  scopes: Permission[];
  expires_on: Day;
  created_at: Instant;
  last_used_at?: Instant | null;
}

export const DEPARTMENT_KINDS = ['sales', 'marketing', 'service', 'finance', 'archive', 'office', 'other'] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

export interface Department {
  id: Id;
  name: string;
  parent_id: Id | null;
  kind: DepartmentKind;
  head: Named | null;
  deputy: Named | null;
  custodian: boolean;
  position: number;
  active: boolean;
  version: number;
}

export interface DepartmentInput {
  name: string;
  parent_id: Id | null;
  kind: DepartmentKind;
  head_id: Id | null;
  deputy_id: Id | null;
  custodian: boolean;
  position: number;
  active: boolean;
}

export interface Post {
  id: Id;
  name: string;
  qualification: string | null;
  active: boolean;
  version: number;
}

export interface Role {
  id: Id;
  code: string;
  name: string;
  permissions: Permission[];
  builtin: boolean;
  version: number;
}

export interface Person {
  id: Id;
  login: string;
  name: string;
  phone: string | null;
  email: string | null;
  department: Named | null;
  post: Named | null;
  roles: RoleRef[];
  active: boolean;
  locked_until?: Instant | null;
  /** Null for who does not manage people. */
  totp_enabled: boolean | null;
  last_seen_at?: Instant | null;
  version: number;
}

/** Somebody who was let go, and what others must take over. */
export interface Departure {
  person: Person;
  holdings: { customers: number; departments: number };
}

export interface PersonInput {
  login: string;
  name: string;
  phone: string | null;
  email: string | null;
  department_id: Id | null;
  post_id: Id | null;
  role_ids: Id[];
}

export interface Company {
  name: string;
  time_zone: string;
  regulation: string;
  version: number;
}

/** A row of GB/T 2260 (regions) or GB/T 4754 (industries). */
export interface CodeEntry {
  code: string;
  name: string;
  full_name: string;
  level: number;
  parent_code: string | null;
  leaf: boolean;
  historical?: boolean;
}

export type FieldType =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'date'
  | 'choice'
  | 'multi_choice'
  | 'yes_no'
  | 'person'
  | 'region'
  | 'industry'
  | 'phone'
  | 'email'
  | 'url'
  | 'credit_code'
  | 'id_number'
  | 'postcode';

export type FieldSubject = 'customer' | 'contact';

export interface Choice {
  key: string;
  label: Label;
  /** No longer offered; values stored earlier keep it. */
  retired?: boolean;
}

export interface Field {
  key: string;
  subject: FieldSubject;
  kinds: 'both' | 'organization' | 'individual';
  group: string;
  field_type: FieldType;
  label: Label;
  options: Choice[];
  filterable: boolean;
  sensitive: boolean;
  builtin: boolean;
  /** Shown after a number. */
  unit?: Label | null;
  help?: Label | null;
  max_len?: number | null;
  active?: boolean;
  department_id?: Id | null;
  version?: number;
}

/** A fact: text, amount in fen, yes or no, or option keys; `null` clears it. */
export type FieldValue = string | number | boolean | string[] | null;
export type FieldValues = Record<string, FieldValue>;

export type CustomerKind = 'organization' | 'individual';

export interface CustomerRef {
  id: Id;
  code: string;
  kind: CustomerKind;
  name: string;
  owner: Named | null;
  department: Named | null;
}

export interface SearchHit {
  customer: CustomerRef;
  matched: { field: 'name' | 'pinyin' | 'initials' | 'phone' | 'credit_code' | 'contact'; text: string };
}
