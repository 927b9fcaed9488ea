import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Template',
	description: 'Messages prepared in your account',
};
export { default as getAll } from './getAll.operation';
