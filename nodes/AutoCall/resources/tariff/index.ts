import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Tariff',
	description: 'Public prices of AutoCall.kz',
};
export { default as getAll } from './getAll.operation';
