import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Contact',
	description: 'One person in a contact list',
};
export { default as delete } from './delete.operation';
export { default as get } from './get.operation';
