import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type {
  Company,
  CompanyUpdate,
  Department,
  DepartmentInput,
  Departure,
  Id,
  NewPassword,
  NewPerson,
  Person,
  PersonInput,
  Post,
  PostInput,
  Role,
  RoleInput,
} from './types';

export interface PeopleFilter {
  q?: string | undefined;
  department?: Id | undefined;
  active?: boolean | undefined;
}

export const peopleKey = ['people'] as const;

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: [...peopleKey, 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/people', { params: { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** The first matches, for pickers. */
export const peopleSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [...peopleKey, 'search', q],
    queryFn: ({ signal }) =>
      data(api.GET('/api/v1/people', { params: { query: { ...(q ? { q } : {}), active: true, limit: 20 } }, signal })),
    staleTime: 60_000,
  });

const person = (id: Id) => ({ path: { id } });
const versioned = (id: Id, version: number) => ({ path: { id }, header: ifMatch(version) });

export const personQuery = (id: Id) =>
  queryOptions({
    queryKey: [...peopleKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/people/{id}', { params: person(id), signal })),
    staleTime: 60_000,
  });

export const createPerson = (body: PersonInput, key: string): Promise<NewPerson> =>
  data(api.POST('/api/v1/people', { params: { header: idempotent(key) }, body }));
export const changePerson = (id: Id, body: Partial<PersonInput>, version: number): Promise<Person> =>
  data(api.PATCH('/api/v1/people/{id}', { params: versioned(id, version), body }));
export const deactivatePerson = (id: Id, version: number): Promise<Departure> =>
  data(api.POST('/api/v1/people/{id}/deactivation', { params: versioned(id, version) }));
export const reactivatePerson = (id: Id, version: number): Promise<Person> =>
  data(api.DELETE('/api/v1/people/{id}/deactivation', { params: versioned(id, version) }));
export const resetPassword = (id: Id, version: number): Promise<NewPassword> =>
  data(api.POST('/api/v1/people/{id}/password-reset', { params: versioned(id, version) }));
export const unlockPerson = (id: Id): Promise<unknown> =>
  data(api.DELETE('/api/v1/people/{id}/lockout', { params: person(id) }));
export const removePersonTotp = (id: Id, version: number): Promise<Person> =>
  data(api.DELETE('/api/v1/people/{id}/totp', { params: versioned(id, version) }));

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/departments', { signal })),
  staleTime: 60_000,
});
export const createDepartment = (body: DepartmentInput, key: string): Promise<Department> =>
  data(api.POST('/api/v1/departments', { params: { header: idempotent(key) }, body }));
export const changeDepartment = (id: Id, body: Partial<DepartmentInput>, version: number): Promise<Department> =>
  data(api.PATCH('/api/v1/departments/{id}', { params: versioned(id, version), body }));

export const postsQuery = queryOptions({
  queryKey: ['posts'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/posts', { signal })),
  staleTime: 60_000,
});
export const createPost = (body: PostInput, key: string): Promise<Post> =>
  data(api.POST('/api/v1/posts', { params: { header: idempotent(key) }, body }));
export const changePost = (id: Id, body: Partial<PostInput>, version: number): Promise<Post> =>
  data(api.PATCH('/api/v1/posts/{id}', { params: versioned(id, version), body }));

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/roles', { signal })),
  staleTime: 60_000,
});
export const createRole = (body: RoleInput, key: string): Promise<Role> =>
  data(api.POST('/api/v1/roles', { params: { header: idempotent(key) }, body }));
export const changeRole = (id: Id, body: Partial<RoleInput>, version: number): Promise<Role> =>
  data(api.PATCH('/api/v1/roles/{id}', { params: versioned(id, version), body }));
export const deleteRole = (id: Id, version: number): Promise<unknown> =>
  data(api.DELETE('/api/v1/roles/{id}', { params: versioned(id, version) }));

export const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/company', { signal })),
});
export const changeCompany = (body: CompanyUpdate, version: number): Promise<Company> =>
  data(api.PATCH('/api/v1/company', { params: { header: ifMatch(version) }, body }));
