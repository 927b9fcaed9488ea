import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Account',
	description: 'Your account and its balance',
};
export { default as get } from './get.operation';
