#pragma once
// What a normal application includes. Each part can be included by itself.
#include "golive/app.h"         // IWYU pragma: export
#include "golive/attrs.h"       // IWYU pragma: export
#include "golive/component.h"   // IWYU pragma: export
#include "golive/config.h"      // IWYU pragma: export
#include "golive/cookie.h"      // IWYU pragma: export
#include "golive/csrf.h"        // IWYU pragma: export
#include "golive/duration.h"    // IWYU pragma: export
#include "golive/each.h"        // IWYU pragma: export
#include "golive/error.h"       // IWYU pragma: export
#include "golive/files.h"       // IWYU pragma: export
#include "golive/handler.h"     // IWYU pragma: export
#include "golive/headers.h"     // IWYU pragma: export
#include "golive/html.h"        // IWYU pragma: export
#include "golive/http.h"        // IWYU pragma: export
#include "golive/log.h"         // IWYU pragma: export
#include "golive/message.h"     // IWYU pragma: export
#include "golive/middleware.h"  // IWYU pragma: export
#include "golive/params.h"      // IWYU pragma: export
#include "golive/payload.h"     // IWYU pragma: export
#include "golive/routes.h"      // IWYU pragma: export
#include "golive/socket.h"      // IWYU pragma: export
#include "golive/state.h"       // IWYU pragma: export
#include "golive/topic.h"       // IWYU pragma: export
#include "golive/version.h"     // IWYU pragma: export
