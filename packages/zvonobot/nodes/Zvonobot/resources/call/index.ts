import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Call',
	description: 'Calls to one person or to many, and how they went',
};
export { default as create } from './create.operation';
