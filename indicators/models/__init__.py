from indicators.models.annual_plan import AnnualPlan
from indicators.models.department import Department
from indicators.models.duty import Duty, DutyPair
from indicators.models.fiscal_year import FiscalYear
from indicators.models.indicator import Indicator
from indicators.models.project import Project
from indicators.models.region import Region
from indicators.models.spending_plan import SpendingPlan
from indicators.models.standard_indicator import StandardIndicator
from indicators.models.statement import Statement, StatementAmount, StatementLine
from indicators.models.subject import Subject

__all__ = [
    "AnnualPlan",
    "Department",
    "Duty",
    "DutyPair",
    "FiscalYear",
    "Indicator",
    "Project",
    "Region",
    "SpendingPlan",
    "StandardIndicator",
    "Statement",
    "StatementAmount",
    "StatementLine",
    "Subject",
]
