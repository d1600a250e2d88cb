"""What is answered to programs where no view of the API answers: JSON, which pages of any site may read."""

from django.http import HttpRequest, JsonResponse


def is_for_programs(request: HttpRequest) -> bool:
    """Return whether a request is one to the API."""
    return request.path_info.startswith("/api/")


def refusal(sentence: str, status: int, retry_after: int | None = None) -> JsonResponse:
    """Return a refusal with a Chinese sentence; `retry_after`: in how many seconds it is worth asking again."""
    response = JsonResponse({"error": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
        response["Access-Control-Expose-Headers"] = "Retry-After"
    return response
