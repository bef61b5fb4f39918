import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { del, get, newKey, patch, post } from './http';
import type { Company, Department, Departure, DepartmentInput, Id, Page, Permission, Person, PersonInput, Post, Role } from './types';

export interface PeopleFilter {
  q?: string | undefined;
  department?: Id | undefined;
  active?: boolean | undefined;
}

export const peopleKey = ['people'] as const;

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: [...peopleKey, 'list', filter],
    queryFn: ({ signal, pageParam }) => get<Page<Person>>('/people', { ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** The first matches, for pickers. */
export const peopleSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [...peopleKey, 'search', q],
    queryFn: ({ signal }) => get<Page<Person>>('/people', { q, active: true, limit: 20 }, signal),
    staleTime: 60_000,
  });

export const personQuery = (id: Id) =>
  queryOptions({
    queryKey: [...peopleKey, 'one', id],
    queryFn: ({ signal }) => get<Person>(`/people/${id}`, {}, signal),
    staleTime: 60_000,
  });

export const createPerson = (input: PersonInput, key = newKey()): Promise<{ person: Person; password: string | null }> =>
  post('/people', input, { idempotencyKey: key });
export const changePerson = (id: Id, input: Partial<PersonInput>, version: number): Promise<Person> =>
  patch(`/people/${id}`, input, version);
export const deactivatePerson = (id: Id, version: number): Promise<Departure> =>
  post(`/people/${id}/deactivation`, undefined, { version });
export const reactivatePerson = (id: Id, version: number): Promise<unknown> =>
  del(`/people/${id}/deactivation`, { version });
export const resetPassword = (id: Id, version: number): Promise<{ password: string }> =>
  post(`/people/${id}/password-reset`, undefined, { version });
export const unlockPerson = (id: Id, version: number): Promise<unknown> => del(`/people/${id}/lockout`, { version });
export const removePersonTotp = (id: Id, version: number): Promise<unknown> => del(`/people/${id}/totp`, { version });

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) => get<Page<Department>>('/departments', { limit: 200 }, signal),
  staleTime: 60_000,
});
export const createDepartment = (input: DepartmentInput, key = newKey()): Promise<Department> =>
  post('/departments', input, { idempotencyKey: key });
export const changeDepartment = (id: Id, input: Partial<DepartmentInput>, version: number): Promise<Department> =>
  patch(`/departments/${id}`, input, version);

export const postsQuery = queryOptions({
  queryKey: ['posts'],
  queryFn: ({ signal }) => get<Page<Post>>('/posts', { limit: 200 }, signal),
  staleTime: 60_000,
});
export interface PostInput {
  name: string;
  qualification: string | null;
  active: boolean;
}
export const createPost = (input: PostInput, key = newKey()): Promise<Post> => post('/posts', input, { idempotencyKey: key });
export const changePost = (id: Id, input: Partial<PostInput>, version: number): Promise<Post> =>
  patch(`/posts/${id}`, input, version);

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => get<Page<Role>>('/roles', { limit: 200 }, signal),
  staleTime: 60_000,
});
export interface RoleInput {
  code: string;
  name: string;
  permissions: Permission[];
}
export const createRole = (input: RoleInput, key = newKey()): Promise<Role> => post('/roles', input, { idempotencyKey: key });
export const changeRole = (id: Id, input: Partial<RoleInput>, version: number): Promise<Role> =>
  patch(`/roles/${id}`, input, version);

export const deleteRole = (id: Id, version: number): Promise<undefined> => del(`/roles/${id}`, { version });

export const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: ({ signal }) => get<Company>('/company', {}, signal),
});
export const changeCompany = (input: Partial<Omit<Company, 'version'>>, version: number): Promise<Company> =>
  patch('/company', input, version);
