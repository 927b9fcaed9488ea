import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Contact List',
	description: 'Lists of people to call or text',
};
export { default as addContacts } from './addContacts.operation';
export { default as create } from './create.operation';
export { default as delete } from './delete.operation';
export { default as deleteNonexistent } from './deleteNonexistent.operation';
export { default as get } from './get.operation';
export { default as getAll } from './getAll.operation';
export { default as getContacts } from './getContacts.operation';
export { default as ignoreNonexistent } from './ignoreNonexistent.operation';
export { default as update } from './update.operation';
