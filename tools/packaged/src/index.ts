export { isFoundBy } from './filter-pattern.ts';
export { testHttpApi } from './http-api.ts';
export { packageService, packageTemplate } from './package-service.ts';
export { type FunctionWanted, testPackage } from './test-package.ts';
export {
  allow,
  arnOf,
  imported,
  inTable,
  inTopic,
  own,
  type Resource,
  sipMediaApplication,
  type Statement,
  statementsOf,
  type Template,
} from './template.ts';
